"""First names and surnames from China and Hong Kong, Gujarat and Kerala, written by hand.

As staff and patients in Britain bear them: Mandarin names in pinyin, Cantonese and Malaysian ones
as they are spelt there, all in one word; those of Kerala with the short forms that are first names.
Words of English are left out, and what ``names_origins`` and the national lists have already.
"""

FIRST = """
aashka aastha abhijith abhilash abin aby achamma aiguo ailing aiswarya ajeesh ajesh ajin ajith
ajitha akhila aleyamma alka alpa alpesh alphonsa ambili amrut amrutha amrutlal anagha anandhu
ananthu anitha anju anjus anto anugraha anupama anusree aparna aravind archana arpit arvindbhai
ashik ashly ashok asin aswathy aswin athira athul babu babubhai baldev balvant bansari baoyu beena
bency bessy bharat bharatbhai bharati bhargav bhavana bhavesh bhavin bhavini bhavisha bhavna
bhikhabhai bhikhu bhumi bhumika bhupat bhupendra bibin bijal biji bijo bijoy biju bijumon bina
binal bincy bindhu bindu bineesh bingbing bingqing binil binita bino binoy binu binumol bipin biyu
blessy boban chacko chandrakant chandrika chandy changming chaoyang chenglong chengxi chetna chhaya
chinchu chinju chinnamma chinwei chiwai chiwing chooi chunho chunhua chunmei chunyan cuiping daksha
dakshaben daming dandan darshana darshini daxa deepthi deepti dehua delna deming devang devangi
dhanya dharmesh dharmistha dhaval dhiraj dhirajlal dhruti dhwani dileep dilip dilipbhai dimple
dinesh dingxiang dinu dipa dipak dipali dipika dipti divyesh dixit dixita dongmei elby eldho
eldhose eliamma elizabath elsy falguni fangfang febin feifei femina fenfang fengyi foram gaurang
gayathri geeta geetha geethu geok ghanshyam gigy giji gira gireesh girish gita gitaben gopal gopan
gopika greeshma guanting guanyu guiying guofeng guohua guoliang guoqiang guowei haitao haiyan
haiyang hansaben haoran haoyu hardik hardika hareesh haresh hareshbhai hariben haritha harsha
harshad harshida hasmita hasmukh hasmukhbhai hemal hemali hemang hemangini hemant hemen heta hetal
hetvi himanshu hinaben hinal hiral hirenbhai hiten hitesh hiteshbhai hiuching hiulam hiutung
hoching hoiching hoilam hoiyan hongmei hongwei hongyan hoyin hrudya hueyling huifang huijuan huilan
huilin huiling huimin huiqi huiwen huiying ilaben indu irshad ishwarlal jagdish jagruti jaimol
jaimon jainil jaison jalpa janak jancy janki jashu jasmi jasu jasuben jasvanti jayachandran
jayakrishnan jayant jayanti jayantibhai jayantilal jayasree jayesh jayshree jaysukh jeena jeeva
jerin jesna jestin jiabao jiahao jiahui jiajia jiali jialing jiaming jianguo jianhong jianhua
jianjun jianming jianping jianwei jiaqi jiawei jiaxin jiayi jiayu jibi jibin jibu jiehua jigar
jigna jignasha jignesh jiji jijo jils jilu jimcy jinal jincy jincymol jineesh jingjing jingwen
jingyi jinhai jinhua jini jinju jinlong jino jinoy jinping jins jinsa jinson jinto jintu jinu jinyu
jipson jisha jishnu jismi jismy jisna jiss jitendra jitesh jithin jithu jitty jitu jobi jobin
jobish joice joji jomol jomon jomy josmi josmy josna jossy jubi jubin junhao junjie junkai junwei
junxian jyothi jyothish jyothy jyotika jyotsna kachun kahei kaho kailash kaiming kaiwen kaixin kala
kalok kalpa kalpana kalpesh kalyani kaman kamfai kaming kamini kamlesh kamwing kanaiyalal kanchan
kanta kantaben kantilal kanubhai karsan karshan karthika kashyap kaushal kaushik kawai kawing kayi
keerthana keerthi ketki ketul kexin keyur khushali khushboo khyati kinman kirit kirti kishor
kishore kiuming kokila kokilaben krina krishnakant krishnapriya krunal krupali kruti kunjal
kunjamma kunjumol kuriakose kurian kuruvilla kusum kwokfai kwokwai kwokwing laiching laifong
laikuen laiwah laiyin lakshmy lalit laljibhai laly lata lataben laxmiben leejo leilei leji
lianhua liby lihua liji lijimol lijin lijo liju lijuan lijun lilavati liling limei liming lincy
lingling lini linju linta linu liping liqin lissy liting litty liwei lixin liyan liying lizy lokman
lokyi lokyin longwei luoyang mahendra mahesh maheshbhai malavika mamta manan manching manfai manhei
manju manjula manjulaben manjusha manoj mansukh manubhai manwai mathai mathews maulik mayank mayur
mayuri meenaben meenakshi meenu meichun meifang meifen meihua meihui meikuen meilan meili meilin
meiling meiqi meiyee meiyu meizhen mengjie mengting mengyao merin midhun mincy minesh mingfai
minghao mingming mingwai mingxia mingyu mingzhu minimol minu mital mitesh mitul mobin mohanan
mohanlal moly morarji mrugesh mukesh mukeshbhai nalin nalini namrata nandana nanji nannan narendra
naresh narsi natubhai natvar natwarlal navinchandra nayna neepa neeta neethu niannian nibin nihar
nijo nikunj nilam nilesh nileshbhai nilpa nimesh nimisha nimmy ninu nipa nipul niral nirmala nirupa
nishad nisham nishit nita nitaben nitesh nithin nithya niti nitin nitinbhai nitty nobin noby
oiching oilam oiyee omana ouseph paily pallavi pankaj pankti parag paresh pareshbhai parita parul
paulose peijun peiling peipei peishan peiyi philomina pinak pinakin pinal pinky piyush poonam
pournami pradeep praful prafulla pragna pragnesh prahlad prajith prakash pramod prasanth prashant
pratheesh pratik pratiksha praveena pravin pravina pravinbhai preetha preethi premal premkumar
prerna priji princy pritesh priti puiling puiman puishan puiyee puiying punita purvesh purvi pushpa
pushpaben qiang qianqian qiaoling qing qinghua qingling qingqing qiuyan qiuyue rachna rajeev
rajendra rajesh rajeshbhai raji rajitha rajnikant rajul rakhi raksha ramesh rameshbhai ramila
ramilaben ramya ranjan ranjit ranjith ranju rashmi rashmika rasik rasila ratheesh ravji rebin regi
reji rejimol rekha rekhaben remya renjie renjini renjith renju renya resmi resmy rexy rijo riju
rikesh rincy rini rinju rino rinto rintu rinu ripal rission ritesh roji rojo rongrong rony roshin
roshy rouxi ruchita ruihan ruixin ruolan ruoxi rupal rupesh rushabh rutvi sabu sajeev saji sajimon
sajina sajini sajith sajitha sajna saju sali samirbhai sanal sandhya sandip saneesh sangeetha
sangita sanil sanju sanket sapna saranya sarath saritha sarla saroj sasikala savita savitaben seena
seng seokling shaiju shailesh shajan shaji shajimon shalu shamna shantaben shantilal shaohua
shaoqing sharad sharda sharmila sheeba sheeja sheela sheethal sheji sherin sherly shibi shibin
shibu shihan shihui shiji shijo shiju shilpa shimi shimna shincy shineesh shini shino shinoj shinto
shinu shital shivlal shiwei shiyu shobhana shuang shufang shufen shuhui shujuan shukching shukfan
shukling shukyee shulan shuling shumei shuping shuqin shuting shuwen shuxian shuyi shuying shyama
shyju shyni sibi sibin siby siddhi siewling siewmei siji sijia sijimol sijin sijo siju silpa silvi
simmy sindhu sini sinu siqi sisira sithara siuling siumei siuming siyu smija smisha smit smita
smitha smruti snehal sobha sobhana sojan soji sojo sonal soniya sonu soumya sreedevi sreehari
sreeja sreejesh sreejith sreekala sreekanth sreekumar sreelakshmi sreelatha sreeni sreerag sreeraj
sreeram sreevidya subin sudha sudheesh suetyi suetying suja sujal sujata sujith sujitha sukanya
suketu suklin suma sumei sumesh sumi sumit suni sunish sunitha sunu surekha suresh sureshbhai
susamma sushama sushila swapna swathi swati sweelian takwah teck tejal tejash tessy thankachan
thankamma thara thejus thoma thomaskutty thressia tianyi tijo tiju tincy tingting tinto tintu tinu
tissy tittu titty toji tomy treesa treesia tressa tressy trupti trushna tsuiyee tszching tszho
tszkin tszkit tszlok tszyan tszyin tushar udit umang umesh unni unnikrishnan upendra urmi urmila
urvashi usha ushaben vaibhavi vaishali vallabh vanita varghese varshaben vasant vasanti vatsal
veena vibha vibhuti vidhya vidya vihar vijaya vijesh vijila vikas vimal vimala vinaben vineeth
vineetha vinitha vinod vinodbhai vinu vinubhai vipin vipul virendra vishwa vismaya vitthal vrajesh
waiching waikit wailing waiman waiming weidong weiguo weihong weijie weiling weimin weiming weiping
weiqiang weiwei weixin weiyi wenbin wenbo wenhao wenhua wenhui wenjie wenjing wenjun wenli wenling
wenqi wenting wenwen wenxi wenxin wenyan wenying wingho wingki wingkit winglam wingman wingsze
wingyan wingyee wingyin xiang xianghua xiaobo xiaochen xiaodan xiaodong xiaofan xiaofang xiaofei
xiaofeng xiaogang xiaohan xiaohong xiaohua xiaohui xiaojie xiaojing xiaojuan xiaojun xiaolan
xiaolei xiaoli xiaolin xiaoling xiaolong xiaomei xiaomin xiaoming xiaoping xiaoqin xiaoqing
xiaorong xiaoting xiaotong xiaowei xiaowen xiaoxia xiaoxiao xiaoxin xiaoyan xiaoyi xiaoying xiaoyu
xiaoyun xiaozhen xingyu xinhui xinyan xinyi xinyu xinyue xiulan xiuli xiumei xiuqin xiurong xiuying
xiuzhen xuefei xuefeng xueli xuelian xuemei xueqin xueying yadhu yafang yagnesh yajie yajing yali
yalin yaling yamini yanan yanfang yanhong yanhua yanjun yanling yanmei yanping yanqing yanyan
yaping yating yatming yawen yaxin yeeling yeeman yeemei yesha yichen yifan yifei yihan yikching
yilin yiling yiming yinan yinghua yingying yining yinling yiran yiting yiwen yixin yixuan yiyi
yiyun yogesh yogini yogita yohannan yongjun yongming yongqiang yongsheng youwei yuanyuan yuchen
yuekling yufei yufen yuhan yuheng yuhua yujia yujie yukfai yukling yukping yukyin yukying yulan
yulin yuling yumei yumeng yunfei yunxi yunyun yuping yuqi yuqin yuqing yushan yuting yutong yuwei
yuwen yuxi yuxia yuxin yuxuan yuyan yuying yuze yuzhen zalak zankhana zemin zengguang zhaohui
zhengyu zhenhua zhenyu zhenzhen zhigang zhihao zhihong zhihua zhihui zhiming zhipeng zhiqiang
zhiwei zhixuan zhiyong zhiyuan zhonghua zhuang zifan zihan zihao zijian zijun zimo ziqi ziqing
zirui zitong ziwei zixin zixuan ziyang ziyi ziyu
""".split()
LAST = """
achary achuthan adhia adroja ajmera alappat ambattu ashokan asodaria bafna bagadia basheer bharwad
bhaskaran bhayani bhojani bhudia bhuva bian borad cen chackochan chandy chathukutty chavda
chempakassery chiang chirayath chotai choy chua chudasama chui cyriac dabhi damani damodaran dasan
dattani davda devani devasia devassy dhokia dholakia divakaran dong dou duan dudhia eapen easow
 feng gadhavi gadhia gajera gajjar galaiya ganatra gangadharan geng ghelani goh gohel gohil
gopalan gopinath gopinathan gorasia gosai gosalia gou halai halari hamsa harania hindocha hirani
hsieh huo ittira ittiyavirah ittoop jadav jadeja jagani jariwala javeri jayan jayaprakash jethwa
jhala jian jiao jivani jobanputra kabaria kachhadia kachra kadia kakadia kakkad kalaria kallarackal
kanabar kanani kanji kannampilly kansagra kansara karia karsan karunakaran katira kerai khimani
khimji khoo kikani kizhakkedath kochupurackal kotadia kotak kotecha kottarathil kuang kunhi
kunjappan kunnath kuo kuriakose kurien kuruvila kuttappan kutty ladani ladwa lakhani lalji leng
liao liew loh lonappan luk lukka lukose lyu madhani madhavan madhvani majithia makadia makwana
malde manayath mandalia manek manji mapara mappilai markose maru masrani mathai mavani meghani
mehta mendpara miao modha modhwadia mohanan moidu mok moolan morjaria morzaria motiwala mui
mundackal nakarja nakum nambiar namboothiri nampoothiri nandakumar narshi nathwani ngai ninan ning
niu odedra ouseph ouyang oza pabari pabla padalia palackal panchmatia panicker panikkar pankhania
pappachan parakkal parambil parshotam pathrose pattni paulose pindolia pindoria pithadia plamoottil
poduval pokar ponnappan poon popat poulose prabhakaran prajapati pujara puthenpurackal puthussery
qiang qiao qiu radadia radia raichura raithatha rajani rajappan rajgor ramani ranpara rappai rathod
ravalia raveendran rupani ruparelia rupareliya samani sanghani sanghavi sasi sasidharan savani
savjani seah sedani seow shang shek shiu sivadasan skaria somaiya sonigra sonpal sreedharan
sudhakaran suen sukumaran surendran sutaria suthar sze szeto tejani tejura teoh thakar thakrar
thampi thankachan thankappan thanki tharakan tharayil thekkekara thekkel thundiyil tsang tseng
ulahannan unadkat unnithan vadakkan vadera vadgama vadher vaghani vaghela vaja valand vallikunnel
vanza varia varsani vasu vasudevan vekaria velayudhan vellappally venugopal vijayan visani warrier
xian xing yeoh yick yim zala zang zaveri zeng zha zhai zhan zhou zhuang zhuo zou zuo
""".split()
